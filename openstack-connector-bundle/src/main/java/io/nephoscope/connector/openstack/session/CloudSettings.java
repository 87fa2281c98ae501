package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.identity.Catalogue;
import io.nephoscope.connector.openstack.identity.CloudCredentials;
import io.nephoscope.support.http.HttpSettings;
import java.net.URI;
import java.util.Map;

/**
 * What a session is made of.
 *
 * @param overrides addresses of services, by type, that count instead of the catalogue's
 * @param origin where the credentials stand, for the operator
 */
public record CloudSettings(
        CloudCredentials credentials,
        Catalogue.Choice choice,
        Map<String, URI> overrides,
        HttpSettings http,
        String origin) {

    public CloudSettings {
        overrides = Map.copyOf(overrides);
    }
}
