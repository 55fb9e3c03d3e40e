/*
 * list — an intrusive list: nodes lie inside their owners' structs, so nothing is allocated.
 *
 * Used as a queue (append, take) whose members can leave from anywhere. A node is in one list at a time. Zeroed lists
 * and nodes are valid: empty, and in no list. No lock: the list's owner has one, or is one thread.
 */
#pragma once

#include <stddef.h>

struct list_node {
    struct list *list; /* NULL: in none */
    struct list_node *next, *previous;
};

struct list {
    struct list_node *first, *last;
};

/* The struct of that type whose member is the node; NULL for NULL. */
#define LIST_OWNER(node, type, member) ((type *)list_owner(node, offsetof(type, member)))

void list_append(struct list *list, struct list_node *node); /* the node must be in no list */
struct list_node *list_take(struct list *list);              /* removes the first; NULL from an empty list */
void list_remove(struct list_node *node);                    /* nothing when it is in no list */

void *list_owner(struct list_node *node, size_t offset);
