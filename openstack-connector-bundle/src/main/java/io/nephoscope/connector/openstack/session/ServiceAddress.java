package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.identity.Token;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;

/** What is asked for by its whole address. Its host must be one that the catalogue or the operator names. */
record ServiceAddress(URI address) implements ServiceTarget {

    ServiceAddress {
        if (address.getHost() == null || address.getScheme() == null) {
            throw new IllegalArgumentException("an address must be absolute");
        }
    }

    @Override
    public URI at(URI base, Token token, CloudSession session) throws CloudException {
        boolean isNamed = Stream.of(
                        Stream.of(base),
                        session.settings().overrides().values().stream(),
                        token.catalogue().hosts())
                .flatMap(uris -> uris)
                .anyMatch(this::isOfHost);
        if (!isNamed) {
            throw new CloudException(
                    Kind.FORBIDDEN,
                    address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                            + " is no host of the catalogue, so the token does not go there; if it is right, name it in"
                            + " endpoint.override");
        }
        return address;
    }

    private boolean isOfHost(URI other) {
        return address.getHost().equalsIgnoreCase(other.getHost()) && port(address) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) ? 443 : 80;
    }
}
