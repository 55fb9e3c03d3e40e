/*
 * list — an intrusive list: nodes lie inside their owners' structs, so nothing is allocated.
 *
 * A queue whose members can leave from anywhere. A node is in one list at a time. Zeroed lists and nodes are valid. No
 * lock: the list's owner has one, or is one thread.
 */
#pragma once

#include <assert.h>
#include <stddef.h>

struct list_node {
    struct list *list; /* NULL: in none */
    struct list_node *next, *previous;
};

struct list {
    struct list_node *first, *last;
};

static inline void *list_owner(struct list_node *node, size_t offset)
{
    return node != NULL ? (char *)node - offset : NULL;
}

/* The struct of that type whose member is the node; NULL for NULL. */
#define LIST_OWNER(node, type, member) ((type *)list_owner(node, offsetof(type, member)))

/* The node must be in no list. */
static inline void list_append(struct list *list, struct list_node *node)
{
    assert(node->list == NULL);
    *node = (struct list_node){.list = list, .previous = list->last};
    *(list->last != NULL ? &list->last->next : &list->first) = node;
    list->last = node;
}

/* Nothing when it is in no list. */
static inline void list_remove(struct list_node *node)
{
    struct list *list = node->list;
    if (list == NULL)
        return;
    *(node->previous != NULL ? &node->previous->next : &list->first) = node->next;
    *(node->next != NULL ? &node->next->previous : &list->last) = node->previous;
    *node = (struct list_node){0};
}

/* Removes the first; NULL from an empty list. */
static inline struct list_node *list_take(struct list *list)
{
    struct list_node *first = list->first;
    if (first != NULL)
        list_remove(first);
    return first;
}
