"""Puts a made folder on the hub."""

from __future__ import annotations

import re
from pathlib import Path

from lcbrb.errors import InfraError, UserError

_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


def check_repo(repo: str) -> None:
    """Refuse what is no name of a data set.

    Raises:
        UserError: it has not the form ORG/NAME of the hub.
    """
    if not _REPO.fullmatch(repo):
        raise UserError(f"--repo {repo} is no name of a data set on the hub; write ORG/NAME.")


def upload(folder: Path, repo: str, private: bool) -> str:
    """Upload a folder as one commit; the repository is made if it is missing.

    Returns:
        The address of the data set.

    Raises:
        UserError: there is no token, or it may not write there.
        InfraError: the hub cannot be reached.
    """
    from huggingface_hub import HfApi, get_token
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled
    from huggingface_hub.utils import httpx  # type: ignore[attr-defined]  # httpx or httpx2, by its version

    if not get_token():
        raise UserError(
            f"There is no token for the hub: log in with `hf auth login` or set HF_TOKEN. The folder is at {folder}."
        )
    api = HfApi()
    try:
        api.create_repo(repo, repo_type="dataset", private=private, exist_ok=True)
        api.upload_folder(
            folder_path=folder, repo_id=repo, repo_type="dataset", commit_message="Pairs, data card and checksums"
        )
    except HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else 0
        if status in (401, 403):
            raise UserError(
                f"The hub refuses to write to {repo} (status {status}): the token is not valid, or may not write there."
            ) from None
        raise InfraError(f"The hub did not take {repo} (status {status}); the folder is ready at {folder}.") from None
    except OfflineModeIsEnabled:
        raise UserError(
            f"HF_HUB_OFFLINE is set, so nothing can be uploaded; the folder is ready at {folder}."
        ) from None
    except (httpx.HTTPError, OSError) as error:
        raise InfraError(
            f"The hub cannot be reached ({type(error).__name__}); the folder is ready at {folder}."
        ) from None
    return f"{api.endpoint}/datasets/{repo}"
