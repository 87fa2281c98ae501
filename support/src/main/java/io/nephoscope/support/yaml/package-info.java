/**
 * YAML files of an operator: nodes that know their lines, read within bounds whatever the text, and scalars as
 * PyYAML (YAML 1.1) reads them. All that is wrong is collected, so that it can be mended at one go.
 */
@NullMarked
package io.nephoscope.support.yaml;

import org.jspecify.annotations.NullMarked;
