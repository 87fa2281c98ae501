package io.nephoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPermissionsTest {

    @TempDir
    Path home;

    private Folders folders;

    @BeforeEach
    void create() throws IOException {
        folders = new Folders(home, home.resolve("etc"), home.resolve("var"), home.resolve("deploy"));
        folders.create();
        for (String name : new String[] {"bin", "lib", "system", "etc", "deploy"}) {
            change(name, "rwxrwxr-x");
        }
    }

    @Test
    void takesWhatItMadeItselfAndFoldersThatAGroupOfOperatorsShares() throws IOException {
        assertThat(FolderPermissions.refusal(folders)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"var", "var/log", "var/plugins", "var/tmp", "bin", "lib", "system", "etc", "deploy"})
    void refusesFoldersThatEveryUserMayWriteTo(String name) throws IOException {
        change(name, "rwxrwxrwx");

        assertThat(FolderPermissions.refusal(folders)).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith(home.resolve(name) + " may be written by every user (rwxrwxrwx)")
                .contains("chmod o-w " + home.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"var", "var/log", "var/plugins", "var/tmp"})
    void refusesFoldersOfItsOwnThatTheGroupMayWriteTo(String name) throws IOException {
        change(name, "rwxrwx---");

        assertThat(FolderPermissions.refusal(folders))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("by its group", "chmod g-w"));
    }

    @Test
    void refusesFoldersThatOthersMayRename() throws IOException {
        Path open = Files.createDirectory(home.resolve("open"));
        Folders inside = new Folders(home, home.resolve("etc"), open.resolve("var"), home.resolve("deploy"));
        inside.create();
        change("open", "rwxrwxrwx");

        Optional<String> refusal = FolderPermissions.refusal(inside);

        assertThat(refusal).hasValueSatisfying(sentence -> assertThat(sentence).startsWith(open + " may be"));
    }

    private void change(String name, String permissions) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
}
