variable "log_groups" {
  description = <<-EOT
    Which log groups are subscribed, and to what. `names`, `prefixes`, `patterns` (`*` stands for any text) and `tags` (a group must carry all of them; `*` for any value) add up; groups in `exclude` (names or patterns), and those of Logdrive's own functions, are left out. Or `account_wide`: the account-level policy for all groups but the excluded ones. `send_to` is `stream` (the Kinesis stream `stream_arn`), `function` (directly: for few groups, lower delay) or `destination` (`destination_arn`, of another account). `senders` are other accounts that may send to the stream, each by id or all of an organization. `filter_pattern` sends only the matching lines. Groups are looked at every `look_every_minutes`, and new ones as they are created.
  EOT
  type = object({
    names           = optional(list(string), [])
    prefixes        = optional(list(string), [])
    patterns        = optional(list(string), [])
    tags            = optional(map(string), {})
    exclude         = optional(list(string), [])
    account_wide    = optional(bool, false)
    send_to         = optional(string, "stream")
    destination_arn = optional(string)
    senders = optional(object({
      accounts         = optional(list(string), [])
      organization_ids = optional(list(string), [])
    }), {})
    filter_pattern     = optional(string, "")
    look_every_minutes = optional(number, 1440)
  })
  nullable = false

  validation {
    condition     = contains(["stream", "function", "destination"], var.log_groups.send_to)
    error_message = "log_groups.send_to must be \"stream\" (a Kinesis stream of this account), \"function\" (directly, for few log groups) or \"destination\" (a log destination of another account)."
  }

  validation {
    condition     = (var.log_groups.send_to == "destination") == (var.log_groups.destination_arn != null)
    error_message = "log_groups.destination_arn goes with log_groups.send_to = \"destination\": give both in the accounts that send, and neither in the account that receives."
  }

  validation {
    condition     = var.log_groups.destination_arn == null || can(regex("^arn:aws[a-z-]*:logs:[a-z0-9-]+:[0-9]{12}:destination:[^:*]{1,512}$", var.log_groups.destination_arn))
    error_message = "log_groups.destination_arn must be the ARN of a log destination, such as arn:aws:logs:eu-central-1:123456789012:destination:central: give the output destination_arn of this module in the receiving account."
  }

  validation {
    condition     = length(concat(var.log_groups.names, var.log_groups.prefixes, var.log_groups.patterns, keys(var.log_groups.tags), var.log_groups.senders.accounts, var.log_groups.senders.organization_ids)) > 0 || var.log_groups.account_wide
    error_message = "log_groups must select something: give names, prefixes, patterns or tags, account_wide = true, or senders."
  }

  validation {
    condition     = !var.log_groups.account_wide || length(concat(var.log_groups.names, var.log_groups.prefixes, var.log_groups.patterns, keys(var.log_groups.tags))) == 0
    error_message = "log_groups.account_wide takes all log groups: leave out names, prefixes, patterns and tags, and name what is not wanted in exclude."
  }

  validation {
    condition     = !var.log_groups.account_wide || alltrue([for name in var.log_groups.exclude : !strcontains(name, "*")])
    error_message = "log_groups.exclude must hold whole names with account_wide: CloudWatch knows no patterns there. Write the names out, or select by patterns instead of account_wide."
  }

  validation {
    condition     = var.log_groups.send_to == "stream" || length(concat(var.log_groups.senders.accounts, var.log_groups.senders.organization_ids)) == 0
    error_message = "log_groups.senders needs a stream of this account: set send_to = \"stream\" and stream_arn, or leave senders out."
  }

  validation {
    condition     = alltrue([for name in concat(var.log_groups.names, var.log_groups.prefixes) : can(regex("^[A-Za-z0-9_/.#-]{1,512}$", name))])
    error_message = "log_groups.names and prefixes must have 1 to 512 of the characters that log groups have: letters, digits and _ / . # -. Give the group's name, not its ARN; texts with * belong in patterns."
  }

  validation {
    condition     = alltrue([for name in concat(var.log_groups.patterns, var.log_groups.exclude) : can(regex("^[A-Za-z0-9_/.#*-]{1,512}$", name))])
    error_message = "log_groups.patterns and exclude must have 1 to 512 of the characters that log groups have, and * for any text. Give the group's name, not its ARN."
  }

  # A loop: the function's own lines would come round again, each time with more around them.
  validation {
    condition     = length(setintersection(var.log_groups.names, ["/aws/lambda/${var.name}", "/aws/lambda/${var.name}-subscriber"])) == 0
    error_message = "log_groups.names must not hold the log groups of this module's own functions (/aws/lambda/${var.name}...): their lines would come round again for ever. Take them out."
  }

  validation {
    condition = alltrue([for name in var.log_groups.names : alltrue([
      for excluded in var.log_groups.exclude : !can(regex("^${replace(replace(excluded, ".", "\\."), "*", ".*")}$", name))
    ])])
    error_message = "log_groups.names and exclude must not hold the same log group: if it is one of the pipeline's own, such as that of a function that reads the target stream, take it out of names, else out of exclude."
  }

  validation {
    condition     = alltrue([for key, value in var.log_groups.tags : can(regex("^[^*]{1,128}$", key)) && length(value) >= 1 && length(value) <= 256])
    error_message = "log_groups.tags must have keys of 1 to 128 characters without *, and values of 1 to 256: give \"*\" for any value."
  }

  validation {
    condition     = alltrue([for id in var.log_groups.senders.accounts : can(regex("^[0-9]{12}$", id))])
    error_message = "log_groups.senders.accounts must be account ids of 12 digits."
  }

  validation {
    condition     = alltrue([for id in var.log_groups.senders.organization_ids : can(regex("^o-[a-z0-9]{10,32}$", id))])
    error_message = "log_groups.senders.organization_ids must be ids of organizations, such as o-abcdefghij, not of units or roots."
  }

  validation {
    condition     = length(var.log_groups.filter_pattern) <= 1024
    error_message = "log_groups.filter_pattern must have at most 1024 characters."
  }

  validation {
    condition     = var.log_groups.look_every_minutes >= 5 && var.log_groups.look_every_minutes <= 1440 && floor(var.log_groups.look_every_minutes) == var.log_groups.look_every_minutes
    error_message = "log_groups.look_every_minutes must be a whole number from 5 to 1440 (a day)."
  }
}
