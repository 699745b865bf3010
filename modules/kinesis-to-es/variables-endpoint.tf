variable "endpoint" {
  description = "The search engine: `url`; how the function proves who it is (`auth`: sigv4, basic, none); for sigv4 `service` (es for a domain, aoss for a Serverless collection) with the ARN of the one (`domain_arn`) or the other (`collection_arn`); for basic `secret_arn` of a secret that holds {\"username\", \"password\"} and, when a customer KMS key encrypts it, `secret_kms_key_arn`; `ca_certificate` (PEM) when a CA of your own signed the engine's certificate."
  type = object({
    url                = string
    auth               = optional(string, "sigv4")
    service            = optional(string, "es")
    domain_arn         = optional(string)
    collection_arn     = optional(string)
    secret_arn         = optional(string)
    secret_kms_key_arn = optional(string)
    ca_certificate     = optional(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^(https://[A-Za-z0-9.-]+|http://(localhost|127[.][0-9.]+|\\[::1\\]))(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", var.endpoint.url))
    error_message = "endpoint.url must be https://<host>[:port][/path], such as https://search-logs-abc.eu-central-1.es.amazonaws.com, without a user, a password or a query; http:// is only for this machine itself (127.0.0.1)."
  }

  validation {
    condition     = contains(["sigv4", "basic", "none"], var.endpoint.auth)
    error_message = "endpoint.auth must be sigv4 (the function's role signs), basic (user and password from a secret) or none."
  }

  validation {
    condition     = contains(["es", "aoss"], var.endpoint.service)
    error_message = "endpoint.service must be es (an OpenSearch domain) or aoss (an OpenSearch Serverless collection)."
  }

  validation {
    condition     = var.endpoint.service == "es" || var.endpoint.auth == "sigv4"
    error_message = "endpoint.service = \"aoss\" takes signed requests only: set auth = \"sigv4\" or leave it out."
  }

  validation {
    condition     = var.endpoint.auth == "sigv4" && var.endpoint.service == "es" ? var.endpoint.domain_arn != null : true
    error_message = "endpoint.domain_arn is missing: with auth = \"sigv4\" give aws_opensearch_domain.<name>.arn, for which the function gets its permissions. For a Serverless collection set service = \"aoss\" and collection_arn; for other engines auth = \"basic\" or \"none\"."
  }

  validation {
    condition     = var.endpoint.auth == "sigv4" && var.endpoint.service == "es" ? true : var.endpoint.domain_arn == null
    error_message = "endpoint.domain_arn has a meaning only with auth = \"sigv4\" and service = \"es\": leave it out."
  }

  validation {
    condition     = var.endpoint.domain_arn == null || can(regex("^arn:aws[a-z-]*:es:[a-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27}$", var.endpoint.domain_arn))
    error_message = "endpoint.domain_arn must be the ARN of a domain, such as arn:aws:es:eu-central-1:123456789012:domain/logs: no slash or wildcard at its end."
  }

  validation {
    condition     = var.endpoint.auth == "sigv4" && var.endpoint.service == "aoss" ? var.endpoint.collection_arn != null : true
    error_message = "endpoint.collection_arn is missing: with service = \"aoss\" give aws_opensearchserverless_collection.<name>.arn."
  }

  validation {
    condition     = var.endpoint.service == "aoss" ? true : var.endpoint.collection_arn == null
    error_message = "endpoint.collection_arn has a meaning only with service = \"aoss\": set that, or leave the ARN out."
  }

  validation {
    condition     = var.endpoint.collection_arn == null || can(regex("^arn:aws[a-z-]*:aoss:[a-z0-9-]+:[0-9]{12}:collection/[a-z0-9]+$", var.endpoint.collection_arn))
    error_message = "endpoint.collection_arn must be the ARN of a Serverless collection, such as arn:aws:aoss:eu-central-1:123456789012:collection/0a1b2c3d4e5f: it ends in the collection's id, not its name."
  }

  validation {
    condition     = var.endpoint.auth == "basic" ? var.endpoint.secret_arn != null : var.endpoint.secret_arn == null
    error_message = "endpoint.secret_arn belongs to auth = \"basic\", and auth = \"basic\" needs it: a Secrets Manager secret that holds {\"username\": ..., \"password\": ...}. Set both, or leave both out."
  }

  validation {
    condition     = var.endpoint.secret_arn == null || can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$", var.endpoint.secret_arn))
    error_message = "endpoint.secret_arn must be the whole ARN of a secret, with the six characters at its end that Secrets Manager adds: give aws_secretsmanager_secret.<name>.arn."
  }

  validation {
    condition     = var.endpoint.auth == "basic" ? true : var.endpoint.secret_kms_key_arn == null
    error_message = "endpoint.secret_kms_key_arn has a meaning only with auth = \"basic\": leave it out."
  }

  validation {
    condition     = var.endpoint.secret_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.endpoint.secret_kms_key_arn))
    error_message = "endpoint.secret_kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias; leave it out when the secret uses the key aws/secretsmanager."
  }

  validation {
    condition     = alltrue([for arn in [var.endpoint.domain_arn, var.endpoint.collection_arn, var.endpoint.secret_arn] : try(split(":", arn)[3] == split(":", var.stream_arn)[3], true)])
    error_message = "endpoint.domain_arn, collection_arn and secret_arn must be of the stream's Region, where the function runs: it signs for that Region, and looks for the secret there."
  }

  validation {
    condition     = var.endpoint.ca_certificate == null || can(regex("^\\s*-----BEGIN CERTIFICATE-----\\s[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----", var.endpoint.ca_certificate))
    error_message = "endpoint.ca_certificate must be the certificate itself in PEM form, which begins with -----BEGIN CERTIFICATE-----: give file(\"ca.pem\"), not the path, and never a private key."
  }
}
