package io.nephoscope.connector.openstack.cloud;

import java.net.URI;
import java.util.Objects;

/**
 * One endpoint of the catalogue.
 *
 * @param type of its service, as the catalogue has it
 * @param url as the catalogue has it
 */
public record CloudEndpoint(String type, URI url) {

    public CloudEndpoint {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(url, "url");
    }
}
