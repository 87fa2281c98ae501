/** Has agents agree through ZooKeeper. */
@NullMarked
package io.nephoscope.coordination.zookeeper;

import org.jspecify.annotations.NullMarked;
