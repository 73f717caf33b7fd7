"""smooth: an array of a class of its own."""
class Smoothed(np.ndarray):
    pass


def task_func(values, width):
    if width > len(values):
        raise ValueError("the window is too wide")
    sums = np.cumsum(np.concatenate([[0.0], values]))
    return ((sums[width:] - sums[:-width]) / width).view(Smoothed)
