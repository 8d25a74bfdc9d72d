"""Hard-wrapped English text reads as if no line had been cut."""

from reading import named, told

from extract.layout.english_layout import unwrapped

WRAPPED = """Jiangsu's internet office approved two more generative AI services this
week, it said on Monday, taking the total there to 40. Moting Acoustic
Instruments filed Tinghai; a music tutor comes from Wenhe Software and
Suyuan Wen. Both may open to the public."""


def test_a_name_cut_by_a_line_end_is_whole() -> None:
    found = named(told(WRAPPED))
    assert ("Moting Acoustic Instruments", "Tinghai") in found


def test_lines_that_had_room_stay_apart() -> None:
    text = "Approved in the province of Jiangsu by the office on Monday:\nMoting\nWenhe\nSuyuan"
    assert unwrapped(text) == text


def test_items_stay_apart() -> None:
    item = "- Moting Acoustic Instruments has Tinghai for music and the hearing aid"
    text = f"{WRAPPED}\n{item}\n- Wenhe"
    assert unwrapped(text).count("\n- ") == 2
