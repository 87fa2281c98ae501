/** Where a cloud's settings may stand: the connector's own file, clouds.yaml, the environment. */
@NullMarked
package io.nephoscope.connector.openstack.config;

import org.jspecify.annotations.NullMarked;
