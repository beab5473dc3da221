"""Which indicators are installed: every file of `indicators/`, each checked before any figure is shown."""

import inspect
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from quandun.assessment import indicators
from quandun.assessment.domain.indicator import Indicator, refuse_unlawful


@lru_cache(maxsize=1)
def installed_indicators() -> dict[str, Indicator]:
    """Return the installed indicators by key; raises IndicatorRefused for one that must not be."""
    found: dict[str, Indicator] = {}
    for module in iter_modules(indicators.__path__):
        loaded = import_module(f"{indicators.__name__}.{module.name}")
        refuse_unlawful(loaded.INDICATOR, inspect.getsource(loaded), module.name)
        found[module.name] = loaded.INDICATOR
    return found
