"""Signs requests as object gateways want it, in place of the module that Debian does not have: AWS's second signature."""

import base64
import hashlib
import hmac
from email.utils import formatdate
from urllib.parse import urlparse

from requests.auth import AuthBase


class S3Auth(AuthBase):
    def __init__(self, access_key, secret_key, service_url=None):
        self.access_key = access_key
        self.secret_key = secret_key

    def __call__(self, request):
        request.headers["Date"] = formatdate(usegmt=True)
        text = "\n".join([request.method, "", "", request.headers["Date"], urlparse(request.url).path])
        signature = base64.b64encode(hmac.new(self.secret_key.encode(), text.encode(), hashlib.sha1).digest()).decode()
        request.headers["Authorization"] = f"AWS {self.access_key}:{signature}"
        return request
