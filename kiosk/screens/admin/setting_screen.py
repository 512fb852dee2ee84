"""What the screens share on which part of what the school sets is changed: a way back that asks."""

from textual import work

from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import stop_dialog


class SettingScreen(StaffScreen[bool]):
    """Returns True when something was saved."""

    @work(exclusive=True, group="back")
    async def action_back(self) -> None:
        """Away without saving; asks first when something was changed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(False)
