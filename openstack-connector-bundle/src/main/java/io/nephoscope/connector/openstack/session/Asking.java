package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.RequestSigner;
import io.nephoscope.connector.openstack.identity.Token;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to ask, and in which manner.
 *
 * @param extra headers beside those that each request has
 * @param signer who proves who asks; empty for the token
 * @param fromHost whether paths begin at the host, not at the service
 */
record Asking(ServiceKey service, Map<String, String> extra, Optional<RequestSigner> signer, boolean fromHost) {

    Asking {
        extra = Map.copyOf(extra);
    }

    static Asking of(ServiceKey service) {
        return new Asking(service, Map.of(), Optional.empty(), false);
    }

    Asking with(String name, String value) {
        Map<String, String> more = new HashMap<>(extra);
        more.put(name, value);
        return new Asking(service, more, signer, fromHost);
    }

    Asking signedBy(RequestSigner newSigner) {
        return new Asking(service, extra, Optional.of(newSigner), fromHost);
    }

    Asking atHost() {
        return new Asking(service, extra, signer, true);
    }

    /** What paths begin at. */
    URI base(URI endpoint) {
        return fromHost ? URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority()) : endpoint;
    }

    Map<String, String> headers(String method, URI uri, Token token) {
        Map<String, String> all = new HashMap<>(extra);
        if (signer.isPresent()) {
            all.putAll(signer.get().headers(method, uri));
        } else {
            all.put("X-Auth-Token", token.value());
        }
        return all;
    }
}
