"""Options that open doors of a voice."""

import pytest

from comptoir.app.commands.doors import doors_of
from comptoir.app.commands.trouble import Trouble
from comptoir.app.door_plan import Doors, WyomingDoor


class TestDoorsOf:
    def test_opens_none_by_itself(self) -> None:
        assert doors_of(wyoming=None) == Doors()
        assert doors_of(wyoming=None).stores == frozenset()

    def test_reads_a_store_and_where_to_listen(self) -> None:
        doors = doors_of(wyoming=["gare", "les-halles=0.0.0.0:10800", "entrepot=[::1]:0"])
        assert doors.wyoming == (
            WyomingDoor("gare", "127.0.0.1", 10_700),
            WyomingDoor("les-halles", "0.0.0.0", 10_800),
            WyomingDoor("entrepot", "::1", 0),
        )
        assert doors.stores == {"gare", "les-halles", "entrepot"}

    @pytest.mark.parametrize(
        "text", ["", "Gare", "gare=", "gare=1", "gare=:1", "gare=h:", "gare=h:65536", "gare=h:x"]
    )
    def test_refuses_what_it_cannot_read(self, text: str) -> None:
        with pytest.raises(Trouble):
            doors_of(wyoming=[text])
