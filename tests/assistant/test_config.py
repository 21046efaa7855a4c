"""The operator's password: from the environment only, and never printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import ConfigError, load_settings

SECRET = "do not print me"


def test_the_operators_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    assert load_settings().operator_password is None
    monkeypatch.setenv("PLAN_ASSISTANT_OPERATOR_PASSWORD", SECRET)
    settings = load_settings()
    assert settings.operator_password is not None
    assert settings.operator_password.get_secret_value() == SECRET
    assert SECRET not in repr(settings) + settings.model_dump_json()


@pytest.mark.parametrize("name", ["operator_password", "api_key"])
def test_a_secret_in_a_settings_file_is_refused_without_being_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "own.toml").write_text(f'{name} = "{SECRET}"\n')
    monkeypatch.setenv("PLAN_ASSISTANT_CONFIG", str(tmp_path / "own.toml"))
    with pytest.raises(ConfigError, match=f"PLAN_ASSISTANT_{name.upper()} only, so remove it") as refused:
        load_settings()
    assert SECRET not in str(refused.value)


def test_a_short_password_is_refused_without_being_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PLAN_ASSISTANT_OPERATOR_PASSWORD", "hunter2")
    with pytest.raises(ConfigError, match="operator_password is not usable") as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)
