"""Round robin by the rules of OSTEP's scheduler.py: a list from whose head a job is taken, at whose tail it comes back.

Reads a line with the quantum and one with the lengths of the jobs, prints seconds of processor time without and with the line for each slice that the
original prints, and a checksum of the schedule.
"""
import sys
import time


def run(lengths, quantum, lines):
    runlist = [[job, length] for job, length in enumerate(lengths)]
    count = len(runlist)
    response = [-1.0] * count
    lastran = [0.0] * count
    wait = [0.0] * count
    turnaround = [0.0] * count
    thetime = 0.0
    while runlist:
        job, runtime = runlist.pop(0)
        if response[job] == -1:
            response[job] = thetime
        wait[job] += thetime - lastran[job]
        if runtime > quantum:
            ranfor = quantum
            runlist.append([job, runtime - quantum])
            if lines is not None:
                lines.append("  [ time %3d ] Run job %3d for %.2f secs" % (thetime, job, ranfor))
        else:
            ranfor = runtime
            turnaround[job] = thetime + ranfor
            if lines is not None:
                lines.append("  [ time %3d ] Run job %3d for %.2f secs ( DONE at %.2f )" % (thetime, job, ranfor, thetime + ranfor))
        thetime += ranfor
        lastran[job] = thetime
    return sum(turnaround)


quantum = float(sys.stdin.readline())
lengths = [float(word) for word in sys.stdin.readline().split()]
start = time.process_time()
total = run(lengths, quantum, None)
plain = time.process_time() - start
start = time.process_time()
run(lengths, quantum, [])
printed = time.process_time() - start
print(plain, printed, total)
