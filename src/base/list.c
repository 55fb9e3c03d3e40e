/* list — an intrusive list */
#include "base/list.h"

#include <assert.h>

void list_append(struct list *list, struct list_node *node)
{
    assert(node->list == NULL);
    *node = (struct list_node){.list = list, .previous = list->last};
    *(list->last != NULL ? &list->last->next : &list->first) = node;
    list->last = node;
}

void list_remove(struct list_node *node)
{
    struct list *list = node->list;
    if (list == NULL)
        return;
    *(node->previous != NULL ? &node->previous->next : &list->first) = node->next;
    *(node->next != NULL ? &node->next->previous : &list->last) = node->previous;
    *node = (struct list_node){0};
}

struct list_node *list_take(struct list *list)
{
    struct list_node *first = list->first;
    if (first != NULL)
        list_remove(first);
    return first;
}

void *list_owner(struct list_node *node, size_t offset)
{
    return node != NULL ? (char *)node - offset : NULL;
}
