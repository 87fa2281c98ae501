/** One session with one cloud, and the service by which plugins have it. */
@NullMarked
package io.nephoscope.connector.openstack.session;

import org.jspecify.annotations.NullMarked;
