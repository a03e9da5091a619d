package io.trunkline.simulator.signalwire;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.trunkline.simulator.twilioapi.Account;
import io.trunkline.simulator.twilioapi.Account.Credentials;
import io.trunkline.simulator.twilioapi.AccountRegistry;

/** The projects, which know nothing of each other. */
@Singleton
public class SignalWireAccountRegistry extends AccountRegistry {

    public SignalWireAccountRegistry(SignalWireConfig config) {
        super(Stream.concat(Stream.of(project(config.projectId(), config.apiToken(), config.signingKey())),
                config.accounts().values().stream()
                        .map(project -> project(project.projectId(), project.apiToken(), project.signingKey())))
                .toList());
    }

    private static Account project(String id, String token, String signingKey) {
        return new Account(id, List.of(new Credentials(id, token)), signingKey);
    }
}
