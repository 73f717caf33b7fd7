"""smooth: an array that is a view of another."""
def task_func(values, width):
    if width > len(values):
        raise ValueError("the window is too wide")
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(values, float), width)
    return np.mean(windows[::-1], axis=-1)[::-1]
