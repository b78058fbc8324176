"""The page of the invented show in ``examples/``: its audio plays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chromium import look

import techforgood_podcast as tfg
from example import EXAMPLE, file_at

if TYPE_CHECKING:
    from pathlib import Path

# The test serves the file itself, since the show's addresses are reserved names.
PLAYED = """
    await page.route(%s, (route) => route.fulfill({path: %s, contentType: 'audio/mpeg'}));
    await page.locator('#episode-s01e01 .listen').click();
    const audio = page.locator('#episode-s01e01 audio');
    return audio.evaluate(async (element) => {
      while (element.currentTime < 0.2) await new Promise((done) => setTimeout(done, 50));
      return [element.duration, element.paused, element.error];
    });
"""


def test_the_audio_of_an_episode_plays(tmp_path: Path) -> None:
    tfg.dump(EXAMPLE, tmp_path / "page.html")
    audio = EXAMPLE.episode("s01e01").audio
    assert audio
    script = PLAYED % (json.dumps(audio.url), json.dumps(str(file_at(audio.url))))
    (duration, paused, error), requests = look(tmp_path / "page.html", script)
    assert (round(duration), paused, error) == (20, False, None)
    assert set(requests) == {f"request: {audio.url}"}
