# Is in everybody's way: the highest priority, real time, every core, locks on shared files.
import fcntl, os
for action in (lambda: os.nice(-20), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)), lambda: os.setpriority(os.PRIO_USER, 0, -20),
               lambda: open("/proc/self/oom_score_adj", "w").write("-1000"), lambda: open("/proc/self/autogroup", "w").write("-20"), lambda: os.sched_setaffinity(1, {0})):
    try:
        action()
    except OSError:
        pass
if os.getpriority(os.PRIO_PROCESS, 0) < 0 or os.sched_getscheduler(0) in (os.SCHED_FIFO, os.SCHED_RR):
    print("HARM: a priority above the user's")
try:
    if int(open("/proc/self/oom_score_adj").read()) < 0:
        print("HARM: not to be killed")
except OSError:
    pass
