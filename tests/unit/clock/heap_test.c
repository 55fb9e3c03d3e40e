/* The heap: what is due first comes out first, equal deadlines in the order in which they went in. */
#include "clock/heap.h"

#include "engine/random.h"
#include "support/test.h"

#include <stdio.h>

enum { NODES = 1000 };

TEST(an_empty_heap_has_no_first)
{
    struct heap heap = {0};
    assert_null(heap_first(&heap));
    heap_release(&heap);
}

TEST(the_earliest_deadline_comes_out_first)
{
    struct heap heap = {0};
    struct heap_node nodes[3] = {{0}};
    heap_insert(&heap, &nodes[0], 30);
    heap_insert(&heap, &nodes[1], 10);
    heap_insert(&heap, &nodes[2], 20);
    static const size_t order[] = {1, 2, 0};
    for (size_t i = 0; i < 3; i++) {
        assert_ptr_equal(heap_first(&heap), &nodes[order[i]]);
        heap_remove(&heap, &nodes[order[i]]);
    }
    assert_null(heap_first(&heap));
    heap_release(&heap);
}

TEST(equal_deadlines_come_out_as_they_went_in)
{
    struct heap heap = {0};
    struct heap_node nodes[100] = {{0}};
    for (size_t i = 0; i < 100; i++)
        heap_insert(&heap, &nodes[i], 7);
    for (size_t i = 0; i < 100; i++) {
        assert_ptr_equal(heap_first(&heap), &nodes[i]);
        heap_remove(&heap, &nodes[i]);
    }
    heap_release(&heap);
}

TEST(a_node_that_is_not_in_it_is_removed_without_effect)
{
    struct heap heap = {0};
    struct heap_node in = {0}, out = {0};
    heap_insert(&heap, &in, 1);
    heap_remove(&heap, &out);
    assert_ptr_equal(heap_first(&heap), &in);
    heap_remove(&heap, &in);
    heap_remove(&heap, &in);
    assert_null(heap_first(&heap));
    heap_release(&heap);
}

static const struct heap_node *earliest(const struct heap_node nodes[NODES], const int inserted[NODES])
{
    const struct heap_node *first = NULL;
    for (size_t i = 0; i < NODES; i++)
        if (nodes[i].place != 0 && (first == NULL || nodes[i].deadline < first->deadline ||
                                    (nodes[i].deadline == first->deadline && inserted[i] < inserted[first - nodes])))
            first = &nodes[i];
    return first;
}

TEST(it_agrees_with_a_search_whatever_is_inserted_and_removed)
{
    struct heap heap = {0};
    struct heap_node nodes[NODES] = {{0}};
    int inserted[NODES] = {0}; /* at which step */
    struct random random = random_stream(1, 1);
    for (int step = 0; step < 5000; step++) {
        struct heap_node *node = &nodes[random_between(&random, 0, NODES - 1)];
        inserted[node - nodes] = step;
        if (node->place != 0)
            heap_remove(&heap, node);
        else
            heap_insert(&heap, node, random_between(&random, 0, 50));
        assert_ptr_equal(heap_first(&heap), earliest(nodes, inserted));
    }
    heap_release(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_heap_has_no_first),
        cmocka_unit_test(the_earliest_deadline_comes_out_first),
        cmocka_unit_test(equal_deadlines_come_out_as_they_went_in),
        cmocka_unit_test(a_node_that_is_not_in_it_is_removed_without_effect),
        cmocka_unit_test(it_agrees_with_a_search_whatever_is_inserted_and_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
