/** Many questions for things by their keys, answered by few requests. */
@NullMarked
package io.nephoscope.connector.openstack.lookup;

import org.jspecify.annotations.NullMarked;
