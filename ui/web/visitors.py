"""Know a browser again by a signed cookie, and let in who has the password."""

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie

VISITOR_COOKIE = "aw_bezoeker"
LOGIN_COOKIE = "aw_aanmelding"
KEEP_COOKIE = "aw_bewaren"
YEAR_SECONDS = 365 * 24 * 3600


class Visitors:
    """Sign and read cookies with one key."""

    def __init__(self, secret: bytes, password: str | None) -> None:
        self._secret = secret
        self._password = password

    @property
    def needs_password(self) -> bool:
        """Tell whether visitors must log in."""
        return self._password is not None

    def new_token(self) -> str:
        """Return the cookie value for a browser seen for the first time."""
        token = secrets.token_urlsafe(24)
        return f"{token}.{self._sign('bezoeker', token)}"

    def owner(self, cookies: dict[str, str]) -> str | None:
        """Return the name conversations of this browser are kept under, None for a cookie we did not make.

        The name is a hash: who reads the database cannot pose as a visitor.
        """
        token, _, signature = cookies.get(VISITOR_COOKIE, "").partition(".")
        if not token or not hmac.compare_digest(signature.encode(), self._sign("bezoeker", token).encode()):
            return None
        return hashlib.sha256(token.encode()).hexdigest()[:32]

    def accepts(self, password: str) -> bool:
        """Tell whether `password` is the right one, in the same time for every wrong one."""
        expected = self._password or ""
        return hmac.compare_digest(
            hashlib.sha256(password.encode()).digest(), hashlib.sha256(expected.encode()).digest()
        )

    def login_token(self) -> str:
        """Return the cookie value that proves the password was given; another password makes it void."""
        digest = hashlib.sha256((self._password or "").encode()).hexdigest()
        return self._sign("aanmelding", digest)

    def is_in(self, cookies: dict[str, str]) -> bool:
        """Tell whether this browser may see anything."""
        given = cookies.get(LOGIN_COOKIE, "")
        return not self.needs_password or hmac.compare_digest(given.encode(), self.login_token().encode())

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()[:40]


def read_cookies(header: str) -> dict[str, str]:
    """Return the cookies of a Cookie header; an unreadable one counts as none."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def wants_kept(cookies: dict[str, str]) -> bool:
    """Tell whether this browser lets its conversations be kept."""
    return cookies.get(KEEP_COOKIE) != "nee"


def cookie_header(name: str, value: str, seconds: int, is_secure: bool) -> str:
    """Return a Set-Cookie header that scripts cannot read and other sites cannot use."""
    secure = "; Secure" if is_secure else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
