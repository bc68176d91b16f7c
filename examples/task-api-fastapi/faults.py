"""Makes a request slow or lets it crash, as its own headers ask.

For demonstrations and tests; whoever can set headers can do it, so it is never on by
itself.
"""

from __future__ import annotations

import asyncio
from typing import Optional

from fastapi import Header

LONGEST_DELAY = 30.0  # seconds


async def inject_faults(
    x_fault_delay_ms: float = Header(0),
    x_fault_error: Optional[str] = Header(None),
) -> None:
    """Waits, and raises what it was asked to raise, as a bug in a handler would."""
    if x_fault_delay_ms > 0:
        await asyncio.sleep(min(x_fault_delay_ms / 1000, LONGEST_DELAY))
    if x_fault_error is not None:
        raise RuntimeError(f"asked for: {x_fault_error}")
