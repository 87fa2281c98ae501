package io.nephoscope.support.http;

import java.net.URI;
import java.util.Map;

/** Proves who asks by signing requests that have no body. Immutable, and told apart by what it signs with. */
public interface HttpSignature {

    /**
     * The headers that a request bears.
     *
     * @param method such as {@code GET}
     * @param uri the whole address, encoded as it will be sent
     */
    Map<String, String> headers(String method, URI uri);
}
