"""A stand-in for the makers' servers on the loopback, as strict as their pages say.

Its clock moves only when a test moves it. Its seal is written apart from the product's, and is
checked by the same published vectors.
"""

from tests.wechat.standin.kf import Kf
from tests.wechat.standin.mp import Follower, Mp
from tests.wechat.standin.people import Villager
from tests.wechat.standin.server import RefusedError, Server
from tests.wechat.standin.wecom import Member, Wecom

__all__ = ["Follower", "Kf", "Member", "Mp", "RefusedError", "Server", "Villager", "Wecom"]
