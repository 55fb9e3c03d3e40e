/*
 * stage — threads that act on a clock, for tests of the clock and of what blocks in it.
 *
 * A stage has a clock and a wakeup; runners are threads of a group. Each carries out its act and leaves. What they say
 * is collected in the order in which it is said.
 */
#pragma once

#include "clock/clock.h"

struct stage {
    struct wakeup *wakeup;
    struct clock *clock;
    struct group *group;
    pthread_mutex_t lock; /* guards `said` */
    char said[256];
};

struct runner {
    struct waiter waiter;
    struct stage *stage;
    const char *name;
    void (*act)(struct runner *runner);
    int64_t deadline; /* for its act to use */
    enum wake wake;   /* how its last park came back; read it when it has been joined */
    int64_t woke;     /* and when */
    void *prop;       /* whatever the act needs */
    pthread_t thread;
};

void stage_open(struct stage *stage, enum clock_kind kind);
void stage_close(struct stage *stage);

/* Lets the runners (the last one's name is NULL) begin: all have their places in the group before the first thread is
 * created, so that nobody sees the group without one of them. */
void stage_begin(struct stage *stage, struct group *group, struct runner *runners);
void stage_join(struct runner *runners);

/* Comes back when nobody runs: on an instant clock when it is idle; on a real one when it is paused or the group is
 * stuck, told by the wakeup. */
void stage_quiet(struct stage *stage);

void stage_say(struct stage *stage, const char *words);

/* Acts: parks until its deadline; sleeps until it whatever is unparked; each says its name and notes how and when it
 * woke. */
void action_park(struct runner *runner);
void action_sleep(struct runner *runner);
