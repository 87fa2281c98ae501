/** A plugin that asks a cloud. */
@NullMarked
package org.example.volumes;

import org.jspecify.annotations.NullMarked;
