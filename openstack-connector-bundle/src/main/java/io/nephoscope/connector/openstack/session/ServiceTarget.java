package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.identity.Token;
import java.net.URI;

/** What is asked for of a service. */
interface ServiceTarget {

    /**
     * The whole address.
     *
     * @param base what paths begin at: the service's endpoint, or its host
     * @throws CloudException if it is none to which the token may go
     */
    URI at(URI base, Token token, CloudSession session) throws CloudException;
}
