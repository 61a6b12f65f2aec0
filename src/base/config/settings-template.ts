/** The `reifier.yaml` that `init` writes: every key with its default, commented out, so the file says what there is. */
export const settingsTemplate = `# Settings of this workspace. Every key is optional; what stands here commented out is its default.
# Unknown keys are errors. Changes are picked up without a restart.

# observe:
#   history: auto            # auto | [ {file: ~/.bash_history, format: bash} ]
#   sessionGapSeconds: 300   # a longer pause begins a new session
#   ignore: []               # expressions; a command they find is never recorded: ["^pass ", "vault"]

# scribe:
#   narrator: offline        # offline | anthropic: a model words title, symptom, impact and reasons, never a command
#   model: claude-sonnet-5-5 # asked with $ANTHROPIC_API_KEY
#   draftWhen: incident      # incident | always

# patrol:
#   logs: []                 # [ {path: /var/log/app/*.log, source: app}, {journald: true}, {command: [prog, word]} ]
#   maxAgeSeconds: 600       # older lines are counted, never suggested
#   webhook: {enabled: false, listen: 127.0.0.1:9797}   # token: $REIFIER_WEBHOOK_TOKEN

# graph:
#   url: embedded            # embedded | bolt://HOST:7687 | neo4j+s://HOST … to share patterns and outcomes with other hosts
#   user: neo4j
#   password: null           # "\${NEO4J_PASSWORD}"
#   database: null           # the server's default
#   timeoutSeconds: 10

# operator:
#   onApprove: suggest       # register | suggest
#   promptTimeoutSeconds: 900
#   suggestionTtlSeconds: 86400
#   stepTimeoutSeconds: 300
#   sandbox: auto            # auto | required | off
#   blockingLint: []         # lint warnings that block an approval here: [no-verify, sudo-asks]

# autonomy:                  # a runbook also needs autonomy: auto, approved with its id typed
#   enabled: false           # the master switch
#   minVerifiedRuns: 5
#   minConfidence: 0.75      # Wilson lower bound of this host's verified runs; 9 clean runs give 0.769
#   maxPerHour: 3

# notify:
#   command: null            # run on a new suggestion, gets JSON on stdin

# retention: {recordsDays: 90, outputsDays: 30}
`;
