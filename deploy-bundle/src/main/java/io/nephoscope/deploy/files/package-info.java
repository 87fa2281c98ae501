/** Follows files and folders: one mechanism for polling.yaml, configuration files and jars. */
@NullMarked
package io.nephoscope.deploy.files;

import org.jspecify.annotations.NullMarked;
