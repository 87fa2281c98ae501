/** JSON as it comes, entry by entry: of a list no more is held than one entry. */
@NullMarked
package io.nephoscope.connector.openstack.json;

import org.jspecify.annotations.NullMarked;
