/* programs — every mode and bug has a program in both languages, and at every moment of a run each worker stands at the
 * line whose mark says what it does. */
#include "app/programs.h"

#include "modes/modes.h"
#include "support/effort.h"
#include "support/moments.h"
#include "support/test.h"
#include "support/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS_EACH = 8, MOMENTS = 5, TEXT_SIZE = 1 << 15, WORDS_MAX = 4 };

/* ---- The files as they are ---- */

static void read_all(const char *name, char text[TEXT_SIZE])
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/code/%s", OVERLAP_LESSONS_DIR, name);
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    text[fread(text, 1, TEXT_SIZE - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
}

/* The number of the line whose comment has the mark, from 1; 0: there is none. */
static int find_mark(const char *text, const char *mark)
{
    int line = 1;
    for (const char *at = text; *at != '\0'; line += *at++ == '\n')
        if (strncmp(at, mark, strlen(mark)) == 0 && strchr(",\n", at[strlen(mark)]) != NULL && at > text &&
            at[-1] == ' ' && strchr("#/,", at[-2]) != NULL)
            return line;
    return 0;
}

/* ---- The table of lessons/code/README.md ---- */

/* Marks for a state, the best first: for producers and consumers; of main the whole mark. */
struct stand {
    const char *words[WORDS_MAX];
};

static struct stand of_waiting(enum reason reason, bool producer, bool second)
{
    const char *moves = producer ? "puts" : "gets", *none = "works";
    switch (reason) {
    case REASON_QUEUE_FULL:
        return (struct stand){{"waits for room", "puts"}};
    case REASON_QUEUE_EMPTY:
        return (struct stand){{"waits for an item", "gets"}};
    case REASON_SIGNAL:
        return (struct stand){{"waits for a signal", "waits for an item", "gets"}};
    case REASON_RETRY:
        return (struct stand){{"waits to look again", "gets"}};
    case REASON_WINDOW:
        return (struct stand){{"waits in between", "works"}};
    default:
        return second ? (struct stand){{"waits for the second lock", "waits for the lock", moves, none}}
                      : (struct stand){{"waits for the lock", moves, none}};
    }
}

static const char *kind_word(lane_id id)
{
    return lane_id_kind(id) == LANE_PRODUCER ? "producer" : lane_id_kind(id) == LANE_TASK ? "task" : "consumer";
}

static struct stand of_segment(struct segment segment, lane_id id)
{
    bool producer = lane_id_kind(id) == LANE_PRODUCER;
    bool second = segment.other != LANE_NONE && lane_id_kind(segment.other) != lane_id_kind(id);
    if (segment.state == STATE_WAITING)
        return of_waiting(segment.reason, producer, second);
    return (struct stand){{segment.state == STATE_IDLE                           ? "begins"
                           : segment.state == STATE_SLEEPING                     ? "sleeps"
                           : segment.state == STATE_WORKING && segment.item == 0 ? "gets"
                           : segment.state != STATE_DONE                         ? "works"
                           : segment.reason == REASON_FAILED                     ? "fails"
                                                                                 : "ends",
                           segment.state == STATE_DONE ? "ends" : NULL}};
}

/* Of a mark with the worker's own name or, without one, of its kind. */
static int find_line(const char *text, lane_id id, const char *words)
{
    char name[LANE_NAME_SIZE], own[64], any[64];
    lane_id_name(id, name);
    (void)snprintf(own, sizeof own, "%s %s", name, words);
    (void)snprintf(any, sizeof any, "%s %s", kind_word(id), words);
    int line = find_mark(text, own);
    return line != 0 ? line : find_mark(text, any);
}

/* Whether it came to the lock from a wait for a condition, with no item put or taken in between. */
static bool is_still_in_wait(const struct trace *trace, const struct lane *lane, lane_id id, size_t index, int64_t now)
{
    struct segment wait = lane_segment(lane, index - 1, now), lock = lane_segment(lane, index, now);
    bool in_wait = wait.state == STATE_WAITING && (wait.reason == REASON_QUEUE_EMPTY ||
                                                   wait.reason == REASON_QUEUE_FULL || wait.reason == REASON_SIGNAL);
    for (size_t i = 0; i < trace_log_count(trace, lock.start) && in_wait; i++) {
        const struct event *event = trace_log_event(trace, i);
        in_wait = event->lane != id || event->time < wait.start;
    }
    return in_wait;
}

/* What a worker in this segment of its lane does, or did before it became ready. Where it takes a lock again at the end
 * of a wait it is still in the wait; and a sleep of no length lets others go first. */
static bool stands_at(const struct trace *trace, const struct lane *lane, lane_id id, size_t index, int64_t now,
                      const char *text, int line)
{
    struct segment segment = lane_segment(lane, index, now);
    bool works = (segment.reason == REASON_GIL || segment.reason == REASON_CORE) && segment.item != 0;
    if (segment.state == STATE_READY && !works) {
        bool yields = segment.reason == REASON_LOOP && find_line(text, id, "sleeps") == line;
        bool worked = index > 0 && lane_segment(lane, index - 1, now).state == STATE_WORKING;
        if (segment.reason == REASON_LOOP && worked)
            return yields;
        if (yields || index > 0)
            return yields || stands_at(trace, lane, id, index - 1, now, text, line);
        segment = (struct segment){.state = STATE_IDLE, .other = LANE_NONE};
    }
    if (segment.reason == REASON_LOCK && index > 0 && is_still_in_wait(trace, lane, id, index, now))
        return stands_at(trace, lane, id, index - 1, now, text, line);
    struct stand stand = of_segment(segment, id);
    int found = 0;
    for (int i = 0; i < WORDS_MAX && stand.words[i] != NULL && found == 0; i++)
        found = find_line(text, id, stand.words[i]);
    bool lock = segment.state == STATE_WAITING && segment.reason == REASON_LOCK;
    return found == line || (lock && index > 0 && stands_at(trace, lane, id, index - 1, now, text, line));
}

/* ---- Random moments ---- */

static bool is_right(const struct scenario *scenario, const struct code *code, const char *text, lane_id id)
{
    const struct scene *scene = &scenario->scene;
    const struct scene_run *run = &scene->runs[scene->run_count - 1];
    int64_t cursor = scene->view.time.cursor, time = cursor < scene->now ? cursor : scene->now;
    const struct lane *lane = trace_lane(run->trace, id);
    if (time < run->trace->start || lane == NULL)
        return true;
    size_t index = lane_find(lane, time, scene->now);
    int line = code_line_of(code, run, id, time, scene->now);
    bool killed = lane_segment(lane, index, scene->now).reason == REASON_KILLED;
    if (killed ? line == 0 : line > 0 && stands_at(run->trace, lane, id, index, scene->now, text, line))
        return true;
    char about[512], name[LANE_NAME_SIZE];
    struct segment segment = lane_segment(lane, index, scene->now);
    lane_id_name(id, name);
    moments_describe(scenario, about, sizeof about);
    print_error("%s: %s stands at line %d, which is %s for reason %d:\n    %s\n", code->name, name, line,
                state_name(segment.state), segment.reason, about);
    return false;
}

static int wrong_at(const struct scenario *scenario, const struct code *code, const char *text)
{
    const struct trace *trace = scenario->runs[scenario->scene.run_count - 1].trace;
    int wrong = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            wrong += !is_right(scenario, code, text, lane_id_of(kind, i));
    return wrong;
}

static int wrong_of(const struct mode *mode, uint64_t stream)
{
    static char text[TEXT_SIZE];
    static struct program program;
    int wrong = 0;
    for (int number = 0; number < effort(RUNS_EACH) && wrong == 0; number++) {
        struct random random = random_stream((uint64_t)number, stream);
        struct scenario scenario;
        moments_begin(&scenario, &random, mode);
        const struct code *code = programs_read(&program, mode, &scenario.scene.plan);
        assert_string_equal(code->fault, "");
        read_all(code->name, text);
        for (int i = 0; i < MOMENTS; i++) {
            moments_next(&scenario, &random, i + 1 == MOMENTS && scenario.scene.plan.items > 0);
            wrong += wrong_at(&scenario, code, text);
        }
        scenario_end(&scenario);
    }
    return wrong;
}

TEST(at_no_moment_is_a_worker_shown_at_a_wrong_line)
{
    int wrong = 0;
    for (uint64_t i = 0; modes[i] != NULL; i++)
        wrong += wrong_of(modes[i], i);
    for (uint64_t i = 0; bugs[i] != NULL; i++)
        wrong += wrong_of(bugs[i], MODES_MAX + i);
    assert_int_equal(wrong, 0);
}

/* ---- Every operation ---- */

static void expect_lines(const struct mode *mode, enum language language)
{
    static struct program program;
    const struct plan plan = {.language = language};
    const struct code *code = programs_read(&program, mode, &plan);
    lane_id producer = lane_id_of(LANE_PRODUCER, 0), consumer = lane_id_of(LANE_CONSUMER, 0);
    assert_string_equal(code->fault, "");
    for (enum code_place place = PLACE_BEGINS; place <= PLACE_ENDS; place++) {
        bool of_consumer = place == PLACE_GETS || place == PLACE_WAITS_FOR_ITEM || place == PLACE_WAITS_FOR_SIGNAL ||
                           place == PLACE_WAITS_TO_LOOK;
        bool of_producer = place == PLACE_PUTS || place == PLACE_WAITS_FOR_ROOM;
        if (!of_consumer && code_line_at(code, producer, place) == 0)
            fail_msg("%s: no line for place %d of a producer", code->name, place);
        if (!of_producer && code_line_at(code, consumer, place) == 0)
            fail_msg("%s: no line for place %d of a consumer", code->name, place);
    }
    assert_true(code_line_at(code, lane_id_of(LANE_MAIN, 0), PLACE_ENDS) > 0);
}

TEST(every_operation_of_every_mode_and_bug_finds_its_line)
{
    for (enum language language = LANGUAGE_C; language <= LANGUAGE_PYTHON; language++) {
        for (size_t i = 0; modes[i] != NULL; i++)
            expect_lines(modes[i], language);
        for (size_t i = 0; bugs[i] != NULL; i++)
            expect_lines(bugs[i], language);
    }
}

TEST(a_program_that_is_missing_is_named)
{
    static struct program program;
    const struct mode mode = {.name = "threads", .bug = "not-there"};
    const struct plan plan = {.language = LANGUAGE_C};
    assert_string_equal(programs_read(&program, &mode, &plan)->fault,
                        "There is no program not_there.c in lessons/code.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_of_every_mode_and_bug_finds_its_line),
        cmocka_unit_test(a_program_that_is_missing_is_named),
        cmocka_unit_test(at_no_moment_is_a_worker_shown_at_a_wrong_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
