/** What is implemented by whoever knows an engine, such as ZooKeeper or etcd, through which agents agree. */
@Export
@Version("1.0.0")
@NullMarked
package io.nephoscope.api.coordination;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
