/** What agents write for each other into ZooKeeper or etcd, as text. */
@NullMarked
package io.nephoscope.partition.record;

import org.jspecify.annotations.NullMarked;
