package io.nephoscope.discovery;

import io.nephoscope.connector.openstack.Server;

/**
 * What may change about an instance though its domain's description stays the same.
 *
 * @param server what Nova knows of it
 */
record VolatileState(InstanceState state, Server server) {}
