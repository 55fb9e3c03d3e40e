/* Intrusive lists: first come, first served, and anybody can leave from anywhere. */
#include "base/list.h"

#include "support/test.h"

TEST(the_first_to_come_is_the_first_to_go)
{
    struct list list = {0};
    struct list_node a = {0}, b = {0};
    assert_null(list_take(&list));
    list_append(&list, &a);
    list_append(&list, &b);
    assert_ptr_equal(list_take(&list), &a);
    list_append(&list, &a);
    assert_ptr_equal(list_take(&list), &b);
    assert_ptr_equal(list_take(&list), &a);
    assert_null(list_take(&list));
}

TEST(a_node_can_leave_from_anywhere_and_join_again)
{
    for (int gone = 0; gone < 3; gone++) {
        struct list list = {0};
        struct list_node nodes[3] = {0};
        for (int i = 0; i < 3; i++)
            list_append(&list, &nodes[i]);
        list_remove(&nodes[gone]);
        list_remove(&nodes[gone]); /* it is in no list: nothing happens */
        list_append(&list, &nodes[gone]);
        for (int i = 0; i < 3; i++)
            if (i != gone)
                assert_ptr_equal(list_take(&list), &nodes[i]);
        assert_ptr_equal(list_take(&list), &nodes[gone]);
        assert_null(list.first);
        assert_null(list.last);
    }
}

TEST(a_node_leads_to_its_owner)
{
    struct owner {
        int number;
        struct list_node node;
    } owner = {0};
    assert_ptr_equal(LIST_OWNER(&owner.node, struct owner, node), &owner);
    assert_null(LIST_OWNER(NULL, struct owner, node));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_to_come_is_the_first_to_go),
        cmocka_unit_test(a_node_can_leave_from_anywhere_and_join_again),
        cmocka_unit_test(a_node_leads_to_its_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
