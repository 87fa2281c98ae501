package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.Coordination;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.common.PathUtils;

/**
 * Where everything lies.
 *
 * @param root below which members and records are; begins with a slash
 * @param member the id of this agent
 */
record ZnodePaths(String root, String member) {

    /**
     * Checks them, too.
     *
     * @param chroot what the URL names behind the hosts; may be empty
     * @throws IllegalArgumentException if one of them cannot be the name of a node
     */
    static ZnodePaths of(String chroot, String root, String member) {
        String path = chroot.isEmpty() ? "/" + root : "/" + chroot + "/" + root;
        if (member.isEmpty() || member.contains("/")) {
            throw new IllegalArgumentException("\"" + member + "\" cannot be the name of a node of ZooKeeper");
        }
        ZnodePaths paths = new ZnodePaths(path.replaceAll("/+", "/").replaceAll("/$", ""), member);
        try {
            PathUtils.validatePath(paths.ownMember());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + paths.ownMember() + "\" cannot be a path of ZooKeeper: " + e.getMessage());
        }
        return paths;
    }

    /** Below which each member has a node for as long as its session lasts. */
    String members() {
        return root + "/members";
    }

    String member(String id) {
        return members() + "/" + id;
    }

    String ownMember() {
        return member(member);
    }

    /** The id of a member whose node this is; empty if it is no member's. */
    String memberAt(String path) {
        return path.startsWith(members() + "/") ? path.substring(members().length() + 1) : "";
    }

    String assignment() {
        return record(Coordination.ASSIGNMENT);
    }

    String record(String name) {
        return root + "/" + name;
    }

    /** All nodes that there are before anything is written, each after what it lies in. */
    List<String> folders() {
        List<String> folders = new ArrayList<>();
        for (int slash = root.indexOf('/', 1); slash > 0; slash = root.indexOf('/', slash + 1)) {
            folders.add(root.substring(0, slash));
        }
        folders.add(root);
        folders.add(members());
        folders.add(record(Coordination.PROGRESS.replace("/", "")));
        folders.add(record(Coordination.LOADS.replace("/", "")));
        folders.add(record(Coordination.LISTS.replace("/", "")));
        return folders;
    }
}
