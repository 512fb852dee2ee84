"""What the screens share on which part of what the school sets is changed: their help, and a way back that asks."""

from textual import work

from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import TellDialog, stop_dialog


class SettingScreen(StaffScreen[bool]):
    """`HELP` stands behind F1, below the title of the screen. Returns True when something was saved."""

    HELP = ""

    def action_explain(self) -> None:
        """What this screen is for."""
        self.app.push_screen(TellDialog(self.TITLE_LINE, self.HELP))

    @work(exclusive=True, group="back")
    async def action_back(self) -> None:
        """Away without saving; asks first when something was changed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(False)
