package io.nephoscope.deploy;

import java.io.File;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Component;

/**
 * Takes what we follow ourselves out of File Install's hands: what it does with it is silent or wrong where files are
 * links, broken, incomplete or no UTF-8. It is left what else it can install, such as {@code *.config};
 * {@link ConfigurationFiles} has it install what is whole.
 */
@Component(service = ArtifactInstaller.class, property = "service.ranking:Integer=1000")
public final class ScannedFiles implements ArtifactInstaller {

    @Override
    public boolean canHandle(File artifact) {
        String name = artifact.getName();
        return name.endsWith(".cfg") || name.endsWith(".yaml") || FileNames.isJar(name);
    }

    /** Nothing: whoever follows the file has seen it, or sees it within a second. */
    @Override
    public void install(File artifact) {}

    /** Nothing, as {@link #install}. */
    @Override
    public void update(File artifact) {}

    /** Nothing, as {@link #install}. */
    @Override
    public void uninstall(File artifact) {}
}
