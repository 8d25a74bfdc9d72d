"""A number told without an act, of as many services as the story names as new."""

from reading import main_of, told

from extract.extraction import Quantity

ACT = "Haida has completed the filing of Lanhe as an on-device generative AI service in China."
NAMED = "The successful applicants are Haida with Lanhe, Luma with Yunqi and Minfeng with Kelbot."


def test_it_is_the_batch_where_the_story_names_so_many() -> None:
    main = main_of(told(f"{ACT} Three such services are on the regulator's list. {NAMED}"))
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(3), None)


def test_it_is_a_total_where_the_story_names_fewer() -> None:
    main = main_of(told(f"{ACT} Nine such services are on the regulator's list. {NAMED}"))
    assert (main.services_in_batch, main.cumulative_services) == (None, Quantity(9))
