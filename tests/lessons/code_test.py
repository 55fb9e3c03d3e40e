"""code — the programs of lessons/code run by themselves, do what they are named after, and their marks are right.

usage: code_test.py SOURCE_DIR C_COMPILER
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

PRODUCERS = ["P1", "P2"]
ITEMS = [(name, k) for name in PRODUCERS for k in range(1, 11)]
TASKS = list(range(1, 11))
VALUES = sorted(k * k for _, k in ITEMS)
LONGEST_CODE = {".py": 64, ".c": 135}  # lines
LONGEST_LINE = 80  # without its marks
PATIENCE = 120  # seconds, of a busy machine
SILENCE = 1  # seconds without output: it hangs
TRIES = 30  # of a bug that does not show each time


class Run:
    """What a program has printed. Two prints may share a line: each is looked for, not each line."""

    def __init__(self, output, errors, status):
        self.output, self.errors, self.status = output, errors, status
        self.puts = [(name, int(k)) for name, k in re.findall(r"(P\d) puts item (\d+) \(\d+\)", output)]
        self.takes = [int(value) for value in re.findall(r"C\d takes (\d+), which waited \d+\.\d\d s", output)]
        self.done = [int(k) for k in re.findall(r"Task-(\d+) is done", output)]
        self.actors = re.findall(r"([PC]\d) (?:puts|takes)", output)
        elapsed = re.search(r"finished in (\d+\.\d) s\s*$", output)
        self.elapsed = float(elapsed[1]) if elapsed else None

    def all_put(self):
        squares = re.findall(r"puts item (\d+) \((\d+)\)", self.output)
        return sorted(self.puts) == ITEMS and all(int(k) ** 2 == int(value) for k, value in squares)

    def all_done(self):
        return sorted(self.done) == TASKS and self.status == 0

    def is_right(self):
        return self.all_put() and sorted(self.takes) == VALUES and self.status == 0


# ---- What a run of each program shows; false: not this time ----


def in_turn(run, scale):
    order = ["P1"] * 10 + ["P2"] * 10 + ["C1"] * 20
    return run.is_right() and run.actors == order and run.elapsed >= 20 * scale - 0.05


def overlapping(run, scale):
    first_take, last_put = run.actors.index("C1"), len(run.actors) - run.actors[::-1].index("P1")
    return run.is_right() and first_take < last_put and run.elapsed >= 10 * scale - 0.05


def nothing(run, scale):
    return run.status == 0 and re.fullmatch(r"finished in 0\.\d s\n", run.output)


def finished_too_early(run, scale):
    finished = run.output.index("finished in")
    return run.is_right() and "takes" in run.output[finished:] and "puts" in run.output[finished:]


def one_at_a_time(run, scale):
    return run.is_right() and run.elapsed >= 20 * scale - 0.05


def looked_for_nothing(run, scale):
    looks = re.search(r"C1 looked (\d+) times for nothing", run.output)
    return run.is_right() and int(looks[1]) > 0


def empty_list(run, scale):
    return run.all_put() and re.search(r"IndexError|C\d fails: the list is empty", run.output + run.errors)


def counted_too_little(run, scale):
    counted = re.search(r"counted (\d+), and it should be 40", run.output)
    return run.is_right() and int(counted[1]) < 40


def first_keeps_the_loop(run, scale):
    return run.is_right() and run.actors[:10] == ["P1"] * 10 and "P1" not in run.actors[10:]


def first_never_runs(run, scale):
    own = [k for name, k in run.puts if name == "P2"]
    warned = "never awaited" in run.errors or "P1" not in run.output
    return own == list(range(1, 11)) and len(run.takes) == 10 and "P1" not in run.actors and warned and hung(run)


def items_left(run, scale):
    return run.all_put() and len(run.takes) < 20 and hung(run)


def stopped(run, scale):
    return run.puts and len(run.puts) < 20 and hung(run)


def hung(run):
    return run.elapsed is None and run.status is None


def failed_at_the_end(run, scale):
    late = run.output.index("finished in")
    told = re.search("item 3 is broken", run.errors)
    own = [k for name, k in run.puts if name == "P1"]
    return own == [1, 2] and len(run.takes) == 12 and run.output.find("takes", late) < 0 and told and run.status == 1


# ---- The same of tasks ----


def tasks_in_turn(run, scale):
    return run.all_done() and run.done == TASKS and run.elapsed >= 5 * scale - 0.05


def tasks_overlapping(run, scale):
    return run.all_done() and run.done != TASKS and run.elapsed >= 0.5 * scale - 0.05


def results_as_completed(run, scale):
    results = [int(k) for k in re.findall(r"main has the result of Task-(\d+)", run.output)]
    return tasks_overlapping(run, scale) and sorted(results) == TASKS and results != TASKS and run.elapsed >= scale - 0.05


def tasks_after_finished(run, scale):
    return run.all_done() and "is done" in run.output[run.output.index("finished in"):]


def tasks_counted_too_little(run, scale):
    counted = re.search(r"counted (\d+), and it should be 10", run.output)
    return run.all_done() and int(counted[1]) < 10


def first_task_keeps_the_loop(run, scale):
    return tasks_overlapping(run, scale) and run.done[0] == 1 and run.elapsed >= scale - 0.05


def first_task_never_runs(run, scale):
    return sorted(run.done) == TASKS[1:] and run.status == 0


def task_failed_at_the_end(run, scale):
    late = run.output.index("finished in")
    told = re.search("the first is broken", run.errors)
    return sorted(run.done) == TASKS[1:] and run.output.find("is done", late) < 0 and told and run.status == 1


PROGRAMS = {  # name: what it shows, and the scale of its times
    "sync": (in_turn, 0.05),
    "threads": (overlapping, 0.02),
    "async": (overlapping, 0.02),
    "pool": (overlapping, 0.02),
    "processes": (overlapping, 0.02),
    "no_start": (nothing, 1),
    "no_join": (finished_too_early, 0.02),
    "join_in_loop": (in_turn, 0.05),
    "poll": (looked_for_nothing, 0.02),
    "unlocked": (empty_list, 0.02),
    "two_locks": (empty_list, 0.02),
    "counter": (counted_too_little, 0.2),  # so that a piece of work is longer than the GIL's switch interval
    "block_the_loop": (first_keeps_the_loop, 0.02),
    "never_awaited": (first_never_runs, 0.02),
    "await_one_by_one": (in_turn, 0.05),
    "lost_wakeup": (items_left, 0.02),
    "if_not_while": (empty_list, 0.02),
    "deadlock": (stopped, 0.02),
    "hold_while_sleeping": (one_at_a_time, 0.05),
    "swallowed": (failed_at_the_end, 0.02),
    "sync_tasks": (tasks_in_turn, 0.1),
    "threads_tasks": (tasks_overlapping, 0.1),
    "async_tasks": (tasks_overlapping, 0.1),
    "pool_tasks": (results_as_completed, 0.1),
    "processes_tasks": (tasks_overlapping, 0.1),
    "no_start_tasks": (nothing, 1),
    "no_join_tasks": (tasks_after_finished, 0.1),
    "join_in_loop_tasks": (tasks_in_turn, 0.1),
    "counter_tasks": (tasks_counted_too_little, 0.2),
    "block_the_loop_tasks": (first_task_keeps_the_loop, 0.1),
    "never_awaited_tasks": (first_task_never_runs, 0.1),
    "await_one_by_one_tasks": (tasks_in_turn, 0.1),
    "swallowed_tasks": (task_failed_at_the_end, 0.1),
}
HANGS = {"never_awaited", "lost_wakeup", "deadlock"}

# ---- Running ----


def run_program(command, hangs):
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, stdin=subprocess.DEVNULL)
        began = spoke = time.monotonic()
        said = 0
        while process.poll() is None and time.monotonic() - began < PATIENCE:
            time.sleep(0.02)
            size = os.fstat(output.fileno()).st_size
            if size != said:
                said, spoke = size, time.monotonic()
            if hangs and said > 0 and time.monotonic() - spoke > SILENCE:
                break
        status = process.poll()
        process.kill()
        process.wait()
        output.seek(0)
        errors.seek(0)
        return Run(output.read(), errors.read(), status)


def check_program(label, name, command):
    shows, scale = PROGRAMS[name]
    for _ in range(TRIES):
        run = run_program(command + [str(scale)], name in HANGS)
        try:
            if shows(run, scale):
                return []
        except (TypeError, ValueError):  # not even what is looked for
            pass
    return [f"{label}: not {shows.__name__} in {TRIES} tries; status {run.status}\n{run.output}{run.errors}"]


# ---- Marks ----


def known_marks(code_dir):
    with open(os.path.join(code_dir, "README.md"), encoding="utf-8") as readme:
        rows = [line.split("|")[1] for line in readme if line.startswith("| `")]
    return {mark for row in rows for mark in re.findall(r"`([^`]+)`", row)}


WORKER_MARKS = {
    "producer": {"begins", "works", "puts", "sleeps", "ends"},
    "consumer": {"begins", "works", "gets", "sleeps", "ends"},
    "task": {"begins", "works", "sleeps", "ends"},
}
MAIN_MARKS = {  # of the others: starts and joins
    "sync": {"calls a"},
    "async": {"runs the loop"},
    "block_the_loop": {"runs the loop"},
    "never_awaited": {"runs the loop"},
    "await_one_by_one": {"runs the loop"},
    "pool": {"starts", "gets the result"},
    "swallowed": {"starts", "joins", "gets the result"},
    "no_start": {"starts"},
    "no_join": {"starts"},
}
OWN_MARKS = {
    "poll": {"consumer waits to look again"},
    "unlocked": {"consumer waits to look again", "consumer waits in between", "consumer fails"},
    "two_locks": {"consumer waits to look again", "consumer waits in between", "consumer fails"},
    "if_not_while": {"consumer waits for an item", "consumer fails"},
    "lost_wakeup": {"consumer waits for a signal"},
    "deadlock": {"producer waits for the second lock", "consumer waits for the second lock"},
    "hold_while_sleeping": {"producer waits for the lock", "consumer waits for the lock"},
    "block_the_loop": {"P1 sleeps"},
    "block_the_loop_tasks": {"Task-1 sleeps"},
    "swallowed": {"producer fails"},
    "swallowed_tasks": {"task fails"},
}


def needed_marks(name):
    plain = name.replace("_tasks", "")
    kinds = ["task"] if plain != name else ["producer", "consumer"]
    needed = {f"{kind} {what}" for kind in kinds for what in WORKER_MARKS[kind]} | OWN_MARKS.get(name, set())
    for what in MAIN_MARKS.get(plain, {"starts", "joins"}) | {"ends"}:
        needed |= {f"main {what} {kind}" for kind in kinds} if what == "calls a" else {f"main {what}"}
    return needed


def marks_of(line, comment):
    found = re.match(rf"(.*\S) +{comment} ((?:producer|consumer|task|main|P\d|C\d|Task-\d)\b.*)", line)
    return (found[1], found[2].split(", ")) if found else (line, [])


def of_its_kind(mark):
    return re.sub(r"^Task-\d", "task", re.sub(r"^P\d", "producer", re.sub(r"^C\d", "consumer", mark)))


def check_marks(label, name, path, known):
    failures, seen = [], set()
    comment = "#" if path.endswith(".py") else "//"
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    for number, line in enumerate(lines, 1):
        code, marks = marks_of(line, comment)
        failures += [f"{label}:{number}: '{mark}' stands at another line, too" for mark in marks if mark in seen]
        seen.update(marks)
        unknown = [m for m in marks if m not in known and of_its_kind(m) not in known]
        if unknown:
            failures.append(f"{label}:{number}: unknown marks {unknown}: lessons/code/README.md lists those allowed")
        if len(code) > LONGEST_LINE:
            failures.append(f"{label}:{number}: longer than {LONGEST_LINE} columns")
    missing = needed_marks(name) - seen
    if missing:
        failures.append(f"{label}: no line with {sorted(missing)}")
    if len(lines) > LONGEST_CODE[os.path.splitext(path)[1]]:
        failures.append(f"{label}: {len(lines)} lines")
    return failures


# ---- main ----


def modes_and_bugs(source):
    names = set()
    for path in glob.glob(os.path.join(source, "src", "modes", "**", "*.c"), recursive=True):
        with open(path, encoding="utf-8") as file:
            names.update(re.findall(r"^const struct mode (?:mode|bug)_(\w+) = {", file.read(), re.MULTILINE))
    return names


def compile_c(path, directory):
    program = os.path.join(directory, os.path.basename(path)[:-2])
    command = [sys.argv[2], "-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program, path]
    compiled = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    return [program], [f"{path}: {compiled.stdout}"] if compiled.returncode != 0 else []


def check_file(path, known, directory):
    label = os.path.basename(path)
    name, extension = os.path.splitext(label)
    if name not in PROGRAMS:
        return [f"{label}: no mode and no bug is called so"]
    command, failures = ([sys.executable, path], []) if extension == ".py" else compile_c(path, directory)
    return check_marks(label, name, path, known) + (failures or check_program(label, name, command))


def main():
    source = sys.argv[1]
    code_dir = os.path.join(source, "lessons", "code")
    known, failures = known_marks(code_dir), []
    for name in sorted(modes_and_bugs(source) | PROGRAMS.keys()):
        missing = [extension for extension in LONGEST_CODE if not os.path.exists(os.path.join(code_dir, name + extension))]
        failures += [f"lessons/code/{name}{extension}: there is no such program" for extension in missing]
    paths = [path for path in sorted(glob.glob(os.path.join(code_dir, "*"))) if path.endswith(tuple(LONGEST_CODE))]
    with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(max_workers=4) as pool:
        for found in pool.map(lambda path: check_file(path, known, directory), paths):
            failures += found
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
