package io.trunkline.simulator.twilio;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.trunkline.simulator.twilioapi.Account;
import io.trunkline.simulator.twilioapi.Account.Credentials;
import io.trunkline.simulator.twilioapi.AccountRegistry;

/** The main account and its sub-accounts. Whoever may call for the parent may call for them too. */
@Singleton
public class TwilioAccountRegistry extends AccountRegistry {

    public TwilioAccountRegistry(TwilioConfig config) {
        super(Stream.concat(Stream.of(main(config)), config.accounts().values().stream().map(account -> new Account(
                account.accountSid(),
                Stream.concat(
                        credentials(account.accountSid(), account.authToken(), account.apiKey(), account.apiSecret()).stream(),
                        Stream.of(new Credentials(config.accountSid(), config.authToken()))).toList(),
                account.authToken()))).toList());
    }

    private static Account main(TwilioConfig config) {
        return new Account(config.accountSid(),
                credentials(config.accountSid(), config.authToken(), config.apiKey(), config.apiSecret()), config.authToken());
    }

    private static List<Credentials> credentials(String sid, String token, Optional<String> key, Optional<String> secret) {
        return Stream.concat(Stream.of(new Credentials(sid, token)),
                key.flatMap(user -> secret.map(password -> new Credentials(user, password))).stream()).toList();
    }
}
