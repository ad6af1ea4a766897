-- oncall: the latest paging test of a person is found without a look at all of them, as coverage and readiness ask for it.
create index paging_tests_person on oncall.paging_tests (person, id desc);
