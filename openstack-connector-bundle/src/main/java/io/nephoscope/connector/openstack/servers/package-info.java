/** What Nova knows of servers, for those who ask a directory. */
@NullMarked
package io.nephoscope.connector.openstack.servers;

import org.jspecify.annotations.NullMarked;
