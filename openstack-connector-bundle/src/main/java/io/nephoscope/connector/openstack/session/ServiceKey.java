package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.identity.Catalogue;
import io.nephoscope.connector.openstack.identity.ServiceTypes;
import java.net.URI;
import java.util.List;

/**
 * Which service is meant.
 *
 * @param text its type, by any of its names; or the name that the catalogue has for it
 * @param byName whether it is the latter
 */
record ServiceKey(String text, boolean byName) {

    static ServiceKey ofType(String type) {
        return new ServiceKey(type, false);
    }

    static ServiceKey named(String name) {
        return new ServiceKey(name, true);
    }

    /** The same for all names of one service. */
    String canonical() {
        return byName ? text : ServiceTypes.nameOf(text);
    }

    /** All names that an operator may have written for it. */
    List<String> names() {
        return byName ? List.of(text) : ServiceTypes.namesOf(text);
    }

    URI endpoint(Catalogue catalogue, Catalogue.Choice choice) throws CloudException {
        return byName ? catalogue.endpointNamed(text, choice) : catalogue.endpoint(text, choice);
    }

    @Override
    public String toString() {
        return text;
    }
}
