package io.nephoscope.connector.openstack.cloud;

import java.net.URI;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Proves who asks where a service does not take Keystone's tokens. Called once for each request, by its thread. */
@ConsumerType
@FunctionalInterface
public interface RequestSigner {

    /**
     * The headers that a request bears in place of a token.
     *
     * @param method such as {@code GET}
     * @param uri the whole address, encoded as it will be sent
     */
    Map<String, String> headers(String method, URI uri);
}
