/** Requests with an end: within a deadline, within limits, and to endpoints that are not beyond hope. */
@NullMarked
package io.nephoscope.connector.openstack.http;

import org.jspecify.annotations.NullMarked;
